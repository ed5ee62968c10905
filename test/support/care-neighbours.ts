import type { Call } from './care-desk.ts';

/** Where the demo insurer has nobody. */
export const CITY = '昆山市';

/** Of CITY, without a chat. */
export const NEIGHBOURS = Array.from({ length: 12 }, (_, nth) => ({
  customerNo: `C3205830000${String(nth).padStart(2, '0')}`,
  name: `周${'一二三四五六七八九十甲乙'.charAt(nth)}`,
  phone: `139000010${String(nth).padStart(2, '0')}`,
  plate: `苏U100${String(nth).padStart(2, '0')}`,
}));
const NEVER_AGREED = 0;
const TOOK_BACK = 1;
const WITHOUT_PHONE = 2;

/** The telephones of those who agreed to care, and of everybody. */
export const WHO_AGREED = NEIGHBOURS.slice(3).map(({ phone }) => phone);
export const WITH_PHONE = NEIGHBOURS.filter((_, nth) => nth !== WITHOUT_PHONE).map(
  ({ phone }) => phone,
);

/** All become customers: one never agreed to care, one took it back, one has no telephone. */
export async function moveIn(admin: Call): Promise<void> {
  for (const [nth, { customerNo, name, phone, plate }] of NEIGHBOURS.entries()) {
    await admin('PUT', `customers/${customerNo}`, {
      ...{ name, vehicles: [{ plate, city: CITY }] },
      ...(nth === WITHOUT_PHONE ? {} : { phone }),
    });
    if (nth === NEVER_AGREED) continue;
    const evidence = { documentNo: 'TB-2026-1' };
    const agreed = { customerNo, purpose: 'care', source: 'proposal_form', evidence };
    await admin('POST', 'consents', { ...agreed, isGranted: true });
  }
  const refused = { purpose: 'care', isGranted: false, source: 'phone' };
  await admin('POST', 'consents', { phone: NEIGHBOURS[TOOK_BACK]?.phone, ...refused });
}
