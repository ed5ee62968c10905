import type { WebColleague } from './web-colleague.ts';

interface Page {
  readonly name: string;
  readonly path: string;
  /** Is there once the page is. */
  readonly ready: string | RegExp;
}

const STANDING = '/complaints?status=WAITING_CUSTOMER,EXTERNAL_APPRAISAL,MEDIATION';
/** Lists with something overdue, something nearly due and something that stands still, and what is learnt from it all. */
const PAGES: readonly Page[] = [
  { name: '30-late', path: '/complaints?view=late', ready: /超时 \d/ },
  { name: '31-near', path: '/complaints?view=near', ready: /剩 \d/ },
  { name: '32-standing', path: STANDING, ready: '已暂停' },
  { name: '33-causes', path: '/complaint-analysis', ready: '查看数据表' },
  {
    name: '34-timeliness',
    path: '/complaint-analysis?tab=complaint-timeliness',
    ready: '首次人工反馈 48 小时内',
  },
];

/** Draws the lists, a case and the analysis in the light, and on a phone in the dark. */
export async function shootComplaints(
  { console: { page }, sees, shot }: WebColleague,
  { origin, folder }: { readonly origin: string; readonly folder: string },
): Promise<void> {
  const shoot = async ({ name, path, ready }: Page): Promise<void> => {
    await page.goto(`${origin}/console${path}`);
    await sees(ready);
    await shot(`${folder}/${name}.png`);
  };
  for (const one of PAGES) await shoot(one);
  await page.goto(`${origin}/console${STANDING}`);
  await page.locator('tr[data-row-key]').first().getByRole('link').click();
  await sees('起暂停，剩余时间保留');
  await shot(`${folder}/35-case-standing.png`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot(`${folder}/36-case-dark.png`);
  await page.setViewportSize({ width: 390, height: 844 });
  await shot(`${folder}/37-case-390-dark.png`);
  for (const one of PAGES.filter(({ name }) => name === '30-late' || name === '33-causes')) {
    await shoot({ ...one, name: `${one.name}-390-dark` });
  }
}
