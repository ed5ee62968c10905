import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Flex, Spin, Typography } from 'antd';
import { useRef, useState } from 'react';
import { uploadedFile } from '../../../../../server/contract/handoff.ts';
import { call, newKey, path } from '../../../api.ts';
import { ACT_COPY } from '../../../copy-admin/complaint-acts.ts';
import { errorText } from '../../../error-text.ts';

const { supplement: copy } = ACT_COPY;
const UPLOAD_TIMEOUT_MS = 120_000;
/** As many as the API takes at once. */
const FILES_MAX = 20;
/** Stands for a file that is under way: the form is not sent with it, for the API knows no such id. */
const UNDER_WAY = '';

interface EvidenceInputProps {
  readonly complaintNo: string;
  /** Ids of uploaded files; both are set by the form. */
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[] | undefined) => void;
  readonly id?: string;
}

interface Upload {
  readonly key: string;
  readonly name: string;
  readonly fileId?: string;
  readonly problem?: string;
}

/** Files as they are: evidence is not made smaller. Each is sent as soon as it is chosen. */
export function EvidenceInput(props: EvidenceInputProps) {
  const { id } = props;
  const picker = useRef<HTMLInputElement>(null);
  const { uploads, add, remove } = useUploads(props);
  return (
    <Flex vertical gap={8} align="start">
      {uploads.map((one) => (
        <Row key={one.key} upload={one} remove={() => remove(one.key)} />
      ))}
      <Button
        {...(id === undefined ? {} : { id })}
        aria-label={`${copy.files} ${copy.choose}`}
        icon={<UploadOutlined />}
        disabled={uploads.length >= FILES_MAX}
        onClick={() => picker.current?.click()}
      >
        {copy.choose}
      </Button>
      <input
        ref={picker}
        type="file"
        // The form's own style shows what is only `hidden`.
        style={{ display: 'none' }}
        multiple
        accept="image/*,application/pdf,audio/*,video/*"
        onChange={({ target }) => {
          // None rejects: what fails is said beside its name.
          for (const file of target.files ?? []) void add(file);
          target.value = '';
        }}
      />
    </Flex>
  );
}

function useUploads({ complaintNo, value = [], onChange }: EvidenceInputProps) {
  // Those of a form that was left and opened again are known by their ids only.
  const [uploads, setUploads] = useState<readonly Upload[]>(() =>
    value
      .filter((fileId) => fileId !== UNDER_WAY)
      .map((fileId, index) => ({ key: fileId, name: copy.kept(index + 1), fileId })),
  );
  const latest = useRef(uploads);
  const change = (next: readonly Upload[]): void => {
    latest.current = next;
    setUploads(next);
    const ids = next.flatMap(({ fileId, problem }) =>
      problem === undefined ? [fileId ?? UNDER_WAY] : [],
    );
    onChange?.(ids.length === 0 ? undefined : ids);
  };
  const patch = (key: string, part: Partial<Upload>): void =>
    change(latest.current.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = async (file: File): Promise<void> => {
    if (latest.current.length >= FILES_MAX) return;
    const key = newKey();
    change([...latest.current, { key, name: file.name }]);
    try {
      patch(key, { fileId: await send(complaintNo, file) });
    } catch (error) {
      patch(key, { problem: errorText(error) });
    }
  };
  const remove = (key: string): void => change(latest.current.filter((one) => one.key !== key));
  return { uploads, add, remove };
}

async function send(complaintNo: string, file: File): Promise<string> {
  const body = new FormData();
  body.append('file', file, file.name);
  const { fileId } = await call({
    method: 'POST',
    path: path`/complaints/${complaintNo}/files`,
    body,
    answer: uploadedFile,
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  return fileId;
}

function Row({ upload, remove }: { readonly upload: Upload; readonly remove: () => void }) {
  const { name, fileId, problem } = upload;
  const isUnderWay = fileId === undefined && problem === undefined;
  return (
    <Flex gap={8} align="center" style={{ maxWidth: '100%' }}>
      {isUnderWay ? <Spin size="small" /> : <PaperClipOutlined />}
      <Typography.Text ellipsis>{name}</Typography.Text>
      {problem !== undefined && (
        <Typography.Text type="danger" role="alert">
          {copy.failed(problem)}
        </Typography.Text>
      )}
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={copy.remove(name)}
        onClick={remove}
      />
    </Flex>
  );
}
