import { existsSync, readFileSync } from 'node:fs';

/** One signature, encrypted or decrypted text from somebody else's library. */
export interface Vector {
  readonly id: string;
  readonly kind: 'verifyurl' | 'decrypt' | 'encrypt' | 'sha1' | 'sig-src';
  readonly token: string;
  readonly aesKey?: string;
  readonly receiveId?: string | null;
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly msg_signature?: string;
  readonly signature?: string;
  readonly encrypt?: string;
  readonly plain?: string;
  readonly random?: string;
  readonly randomHex?: string;
}

export interface XmlSample {
  readonly source: string;
  readonly name: string;
  readonly xml: string;
}

export interface ListedCode {
  readonly code: number;
  readonly msg: string;
}

/** Other people's test data, where it lies beside the repository: it is not ours to copy. */
export const vectors: readonly Vector[] | undefined = read('vectors');
export const xmlSamples: readonly XmlSample[] | undefined = read('xml-samples');
export const listedCodes = {
  kf: read<readonly ListedCode[]>('wecom-errcodes'),
  'official-account': read<readonly ListedCode[]>('oa-errcodes'),
};

/** What a skipped test is called, so that the skip is understood. */
export const ABSENT = 'SKIPPED: shared/reference/wechat does not lie beside the repository';

function read<T>(name: string): T | undefined {
  const path = `../../../../../../shared/reference/wechat/${name}.json`;
  const file = new URL(path, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
