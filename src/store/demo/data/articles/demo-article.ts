/** An article of the demo insurer as it is written here; its category is the list that it stands in. */
export interface DemoArticle {
  readonly slug: string;
  readonly title: string;
  readonly questions: readonly string[];
  readonly paragraphs: readonly string[];
  readonly basis?: string;
  /** Other words people use for it, separated by spaces; for the search only. */
  readonly keywords: string;
}
