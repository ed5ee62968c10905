/** More ways in which people ask for an article, by its slug. */
export type Asked = Readonly<Record<string, readonly string[]>>;
