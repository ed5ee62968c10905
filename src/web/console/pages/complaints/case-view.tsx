import { Col, Flex, Row } from 'antd';
import { shortList } from '../../../../server/contract/access.ts';
import { complaint, complaintEvent } from '../../../../server/contract/complaint.ts';
import { call, path } from '../../api.ts';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useRequest } from '../../use-request.ts';
import { CaseHead } from './case-head.tsx';
import { ClocksPanel } from './clocks-panel.tsx';
import { Evidence } from './evidence.tsx';
import { CaseFacts, MatterCard, PeopleCard } from './facts-cards.tsx';
import { NoticeCard, RatingCard, RootCauseCard } from './outcome-cards.tsx';
import { CaseTimeline } from './timeline.tsx';

const EVENTS = shortList(complaintEvent);

/** One complaint: its clocks, its history, and what may be done about it now. */
export function CaseView({ complaintNo }: { readonly complaintNo: string }) {
  const isOfCase = { reloadOn: isAbout(complaintNo) };
  const loaded = useRequest(
    `complaint ${complaintNo}`,
    (signal) => call({ path: path`/complaints/${complaintNo}`, answer: complaint, signal }),
    isOfCase,
  );
  const events = useRequest(
    `complaint events ${complaintNo}`,
    (signal) => call({ path: path`/complaints/${complaintNo}/events`, answer: EVENTS, signal }),
    isOfCase,
  );
  const reload = (): void => {
    loaded.reload();
    events.reload();
  };
  return (
    <PageFrame title={COMPLAINT_COPY.complaint(complaintNo)}>
      <LoadedView loaded={loaded}>
        {(data) => (
          <Flex vertical gap={16}>
            <CaseHead data={data} changed={reload} />
            <Row gutter={[16, 16]}>
              <Col xs={24} lg={15}>
                <Flex vertical gap={16}>
                  <ClocksPanel data={data} />
                  <MatterCard data={data} />
                  <NoticeCard data={data} />
                  <CaseTimeline events={events} />
                </Flex>
              </Col>
              <Col xs={24} lg={9}>
                <Flex vertical gap={16}>
                  <PeopleCard data={data} />
                  <CaseFacts data={data} />
                  <Evidence data={data} />
                  <RootCauseCard data={data} />
                  <RatingCard data={data} />
                </Flex>
              </Col>
            </Row>
          </Flex>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function isAbout(complaintNo: string) {
  return (event: { readonly kind: string; readonly complaintNo?: string }): boolean =>
    event.kind === 'complaint' && event.complaintNo === complaintNo;
}
