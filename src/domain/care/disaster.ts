/** What a notice before a disaster can be about. */
export const DISASTER_KINDS = ['storm', 'flood', 'typhoon', 'snow', 'other'] as const;
export type DisasterKind = (typeof DISASTER_KINDS)[number];

/** One notice of a kind for a city and a day, however often the button is pressed. */
export function disasterKey(city: string, kind: DisasterKind, day: string): string {
  return `disaster:${city}:${kind}:${day}`;
}

/** The template that a kind of notice is sent by. */
export function disasterTemplateCode(kind: DisasterKind): string {
  return `disaster_${kind}`;
}

/** What ends a whole name; 苏州 and 广州 are cities said short. */
const PLACE_ENDINGS = /(?:市|自治州|盟|县|区|旗)$/;

/** A city as customers and vehicles have it: 上海 is 上海市. */
export function toCityName(city: string): string {
  const name = city.trim();
  return PLACE_ENDINGS.test(name) ? name : `${name}市`;
}
