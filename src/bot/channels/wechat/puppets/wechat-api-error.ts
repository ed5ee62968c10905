import type { ApiFailure, WechatErrorClass } from '../../../../domain/wechat/errors.ts';

/** What a WeChat server refused, thrown because a puppet can only throw. Its fields are lost over gRPC, the text is not. */
export class WechatApiError extends Error {
  override readonly name = 'WechatApiError';
  /** The server's code, by the name that everybody who writes for WeChat knows it. */
  readonly errcode: number | undefined;
  readonly errorClass: WechatErrorClass;
  readonly mayHaveHappened: boolean;

  constructor({ code, reason, errorClass, mayHaveHappened }: ApiFailure) {
    super(`WeChat refused: ${reason} (${errorClass})`);
    this.errcode = code;
    this.errorClass = errorClass;
    this.mayHaveHappened = mayHaveHappened;
  }
}

/** Something wechaty can ask for that a protocol has not. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  constructor(what: string, by: string) {
    super(`${what} is unsupported by ${by}`);
  }
}
