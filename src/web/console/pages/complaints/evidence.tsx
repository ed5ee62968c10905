import { PaperClipOutlined } from '@ant-design/icons';
import { Card, Flex, Image, Typography } from 'antd';
import { useState } from 'react';
import { path } from '../../api.ts';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import { useRole } from '../../parts/use-role.ts';
import type { Complaint } from './complaint.ts';

/** Files of the case: photos as they look, anything else to open. Auditors see how many there are. */
export function Evidence({ data }: { readonly data: Complaint }) {
  const { mayWork } = useRole();
  const { evidenceIds, complaintNo } = data;
  if (evidenceIds.length === 0) return null;
  return (
    <Card size="small" title={CASE_COPY.evidence}>
      {mayWork ? (
        <Image.PreviewGroup>
          <Flex gap={8} wrap>
            {evidenceIds.map((id, index) => (
              <EvidenceFile
                key={id}
                url={`/api/v1${path`/complaints/${complaintNo}/files/${id}`}`}
                name={CASE_COPY.evidenceFile(index + 1)}
              />
            ))}
          </Flex>
        </Image.PreviewGroup>
      ) : (
        <Typography.Text type="secondary">
          {CASE_COPY.evidenceCount(evidenceIds.length)}
        </Typography.Text>
      )}
    </Card>
  );
}

const SIZE = 96;

/** A file whose kind is not known before it is there: what is no picture becomes a link. */
function EvidenceFile({ url, name }: { readonly url: string; readonly name: string }) {
  const [isOther, setOther] = useState(false);
  if (isOther) {
    return (
      <a href={url} target="_blank" rel="noreferrer">
        <PaperClipOutlined /> {name}
      </a>
    );
  }
  return (
    <Image
      src={url}
      alt={name}
      width={SIZE}
      height={SIZE}
      style={{ objectFit: 'cover', borderRadius: 6 }}
      onError={() => setOther(true)}
    />
  );
}
