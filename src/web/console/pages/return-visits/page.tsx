import { Segmented } from 'antd';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { VISIT_COPY } from '../../copy-admin/visits.ts';
import type { PageProps } from '../../page-props.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { navigate } from '../../router.tsx';
import { useSession } from '../../session.ts';
import { VisitCalendar } from './visit-calendar.tsx';
import { VisitList } from './visit-list.tsx';
import { VisitRates } from './visit-rates.tsx';
import { VisitView } from './visit-view.tsx';

type View = keyof typeof VISIT_COPY.views;
const VIEWS: readonly View[] = ['list', 'calendar', 'rates'];

/** Return visits: what is to be called, when they are due, how many were made, and one call. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <Home /> : <VisitView key={rest} id={rest} />;
}

function Home() {
  const { me } = useSession();
  const { read } = useQueryState();
  // Rates by colleague are for those who lead, and for auditors.
  const views = VIEWS.filter((view) => view !== 'rates' || me.role !== 'agent');
  const asked = oneOf(VISIT_COPY.views, read('view'));
  const view = views.find((one) => one === asked) ?? 'list';
  return (
    <PageFrame
      title={PAGE_TITLES.returnVisits}
      actions={
        <Segmented<View>
          value={view}
          options={views.map((value) => ({ value, label: VISIT_COPY.views[value] }))}
          onChange={(next) =>
            navigate(next === 'list' ? '/return-visits' : `/return-visits?view=${next}`)
          }
        />
      }
    >
      <Content view={view} />
    </PageFrame>
  );
}

function Content({ view }: { readonly view: View }) {
  switch (view) {
    case 'list':
      return <VisitList />;
    case 'calendar':
      return <VisitCalendar />;
    case 'rates':
      return <VisitRates />;
  }
}
