import {
  Button,
  Col,
  Drawer,
  Flex,
  Form,
  Grid,
  Input,
  Row,
  Slider,
  Switch,
  Typography,
} from 'antd';
import type { z } from 'zod';
import {
  QUALITY_CRITERIA,
  qualityInput,
  type qualityReview,
} from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { QUALITY_COPY } from '../../copy-admin/board.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { CRITERIA } from '../../copy-admin/labels-desk.ts';
import { useFormSave } from '../../form/use-form-save.ts';
import { showTime } from '../../parts/show.ts';
import { useRole } from '../../parts/use-role.ts';
import { HandoffList } from '../conversations/handoff-list.tsx';
import { Transcript } from '../conversations/transcript.tsx';
import type { Criterion } from './scores.ts';

interface ReviewPanelProps {
  readonly review: z.infer<typeof qualityReview>;
  readonly close: () => void;
  readonly saved: () => void;
}

/** Where a score begins once a criterion applies. */
const SCORE_FIRST = 80;

/** A finished talk beside the criteria it is measured by. */
export function ReviewPanel({ review, close, saved }: ReviewPanelProps) {
  const { isLead } = useRole();
  const isWide = Grid.useBreakpoint().lg === true;
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: qualityInput,
    hints: { scores: QUALITY_COPY.scoreNone },
    save: async (body) => {
      await call({
        method: 'PUT',
        path: path`/quality-reviews/${review.id}`,
        body,
        answer: NO_CONTENT,
      });
      saved();
    },
  });
  return (
    <Drawer
      open
      title={`${QUALITY_COPY.title} · ${review.agentName}`}
      size="100vw"
      onClose={close}
      footer={
        <Flex justify="end" gap={8}>
          {saving.problem !== undefined && (
            <Typography.Text type="danger">{saving.problem}</Typography.Text>
          )}
          <Button onClick={close}>{ACTION_COPY.close}</Button>
          {isLead && (
            <Button type="primary" loading={saving.isBusy} onClick={() => void saving.submit()}>
              {saving.isBusy ? ACTION_COPY.saving : ACTION_COPY.save}
            </Button>
          )}
        </Flex>
      }
    >
      <Row gutter={[24, 24]}>
        <Col
          xs={24}
          lg={15}
          style={isWide ? { maxHeight: 'calc(100vh - 160px)', overflowY: 'auto' } : {}}
        >
          <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
            {QUALITY_COPY.transcript}
          </Typography.Title>
          <Transcript conversationId={review.conversationId} />
        </Col>
        <Col xs={24} lg={9}>
          <Form
            form={form}
            layout="vertical"
            disabled={!isLead}
            initialValues={{ scores: review.scores ?? {}, comment: review.comment ?? '' }}
          >
            {QUALITY_CRITERIA.map((criterion) => (
              <Form.Item
                key={criterion}
                name={['scores', criterion]}
                label={CRITERIA[criterion].label}
                extra={CRITERIA[criterion].hint}
              >
                <ScoreField criterion={criterion} />
              </Form.Item>
            ))}
            <Form.Item name="comment" label={QUALITY_COPY.comment}>
              <Input.TextArea rows={4} maxLength={1000} placeholder={QUALITY_COPY.commentHint} />
            </Form.Item>
          </Form>
          {review.reviewedAt !== null && (
            <Typography.Paragraph type="secondary">
              {QUALITY_COPY.reviewedBy(review.reviewedBy ?? '', showTime(review.reviewedAt))}
            </Typography.Paragraph>
          )}
          <HandoffList conversationId={review.conversationId} />
        </Col>
      </Row>
    </Drawer>
  );
}

interface ScoreFieldProps {
  readonly criterion: Criterion;
  /** Undefined: it does not apply. Set by the form. */
  readonly value?: number;
  readonly onChange?: (value: number | undefined) => void;
}

function ScoreField({ criterion, value, onChange }: ScoreFieldProps) {
  const { label } = CRITERIA[criterion];
  const applies = value !== undefined;
  return (
    <Flex gap={16} align="center">
      <Switch
        size="small"
        checked={applies}
        aria-label={label}
        checkedChildren={QUALITY_COPY.scored}
        unCheckedChildren={QUALITY_COPY.notApplicable}
        onChange={(isOn) => onChange?.(isOn ? SCORE_FIRST : undefined)}
      />
      <Slider
        style={{ flex: 1 }}
        min={0}
        max={100}
        step={5}
        disabled={!applies}
        value={value ?? 0}
        ariaLabelForHandle={QUALITY_COPY.criterionAria(label)}
        onChange={(next: number) => onChange?.(next)}
      />
      <span style={{ width: 32, textAlign: 'right' }}>{value ?? ACTION_COPY.unknown}</span>
    </Flex>
  );
}
