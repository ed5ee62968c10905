import { Card, Flex, Tag } from 'antd';
import type { z } from 'zod';
import { accidentReport } from '../../../../server/contract/accident-report.ts';
import { call, path } from '../../api.ts';
import { CLAIM_COPY } from '../../copy-admin/find.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { ACCIDENT_KINDS } from '../../copy-admin/labels-case.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useRequest } from '../../use-request.ts';

type Report = z.infer<typeof accidentReport>;

/** One accident report, masked. */
export function ReportView({ reportNo }: { reportNo: string }) {
  const loaded = useRequest(`report ${reportNo}`, (signal) =>
    call({ path: path`/accident-reports/${reportNo}`, answer: accidentReport, signal }),
  );
  return (
    <PageFrame title={CLAIM_COPY.report(reportNo)}>
      <LoadedView loaded={loaded}>{(data) => <Content data={data} />}</LoadedView>
    </PageFrame>
  );
}

function Content({ data }: { data: Report }) {
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} wrap>
          <Tag color={data.urgency === 'urgent' ? 'warning' : 'default'}>
            {CLAIM_COPY.urgency[data.urgency]}
          </Tag>
          {data.hasInjury && <Tag color="error">{CLAIM_COPY.injury}</Tag>}
        </Flex>
      }
    >
      <Facts
        facts={[
          { label: CLAIM_COPY.reportedAt, value: showTime(data.reportedAt) },
          { label: CLAIM_COPY.accidentAt, value: showTime(data.accidentAt) },
          { label: CLAIM_COPY.accidentKind, value: ACCIDENT_KINDS[data.accidentKind] },
          { label: CLAIM_COPY.place, value: data.accidentPlace },
          { label: CLAIM_COPY.plate, value: data.plate },
          { label: CLAIM_COPY.reporter, value: show(data.reporterName) },
          { label: CLAIM_COPY.phone, value: data.reporterPhone },
          {
            label: CLAIM_COPY.drivable,
            value: data.isDrivable ? ACTION_COPY.yes : ACTION_COPY.no,
          },
          { label: CLAIM_COPY.adjuster, value: show(data.adjusterName) },
          {
            label: CLAIM_COPY.customerNo,
            value: <CaseLink to="customers" no={data.customerNo} />,
          },
          { label: CLAIM_COPY.hint, value: <CaseLink to="claims" no={data.claimNo} /> },
          {
            label: CLAIM_COPY.conversation,
            value: (
              <CaseLink
                to="conversations"
                no={data.conversationId}
                text={CLAIM_COPY.conversation}
              />
            ),
          },
          { label: CLAIM_COPY.photos, value: CLAIM_COPY.photoCount(data.photoCount) },
          { label: CLAIM_COPY.documents, value: show(data.documents.join('、')) },
          { label: CLAIM_COPY.description, value: show(data.description) },
        ]}
      />
    </Card>
  );
}
