/** The address that calls a number, whatever signs it is written with. */
export function telephone(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`;
}
