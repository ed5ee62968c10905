/** What every page of the console is given. Apart from pages.ts, which loads the pages. */
export interface PageProps {
  /** What follows the page's path, without the slash and decoded: `con_1` of `/desk/con_1`; empty when nothing. */
  readonly rest: string;
  readonly query: URLSearchParams;
}
