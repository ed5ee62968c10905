import type { SlotType } from './flow.ts';

/** Steering words and wishes of another kind: an open question does not swallow them. */
const NOT_AN_ANSWER =
  /^(?:跳过|略过|没有?|不知道|不清楚|算了|取消|退出|不用了?|不要了?|无|都行|随便|对|是|不是|好的?|嗯)[吧了啊呢的]*$|理赔|报案|投诉|进度|人工|客服|查保单|电子保单/;

/** A bare yes or no answers no open question. */
const BARE = /^(?:对|是|是的|对的|好|好的|嗯+|行|ok|不对|不是|确认)[的啊吧呢了。.!！]*$/i;

/**
 * Words of the customer's own on an open question. Texts that hold `hint` are taken even where they also hold an
 * amount or a time; any other text only when it was nothing else.
 */
export function sayingType(
  name: string,
  options: { readonly hint: RegExp; readonly lengthMax: number },
): SlotType {
  return {
    name,
    isFreeText: true,
    parse: (text, { isAsked }) =>
      isAsked && options.hint.test(text) && !NOT_AN_ANSWER.test(text) ? text : undefined,
    check: (value) =>
      typeof value === 'string' &&
      value.trim() !== '' &&
      value.length <= options.lengthMax &&
      !BARE.test(value.trim())
        ? value.trim()
        : undefined,
    show: String,
  };
}
