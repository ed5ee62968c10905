import { existsSync, readFileSync } from 'node:fs';

/** One sentence of Microsoft Recognizers' Chinese specs (MIT) and what their reader makes of it. */
export interface SpecCase {
  readonly Input: string;
  readonly Context?: { readonly ReferenceDateTime?: string };
  readonly Results: readonly SpecResult[];
}

export interface SpecResult {
  readonly Text: string;
  readonly TypeName: string;
  readonly Resolution: SpecResolution | null;
}

export interface SpecResolution {
  readonly value?: string | null;
  readonly isoCurrency?: string;
  readonly values?: readonly {
    readonly type?: string;
    readonly value?: string;
    readonly start?: string;
    readonly end?: string;
  }[];
}

/** The cases of a spec where its file lies beside the repository; undefined when it does not: it is not ours to copy. */
export function readSpec(name: string): readonly SpecCase[] | undefined {
  const file = new URL(`../../../shared/reference/specs/${name}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
