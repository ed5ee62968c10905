import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Flex, Input, Modal } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { savedFilter, savedFilterInput } from '../../../../server/contract/sla.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { useAction, useRequest } from '../../use-request.ts';
import type { Filters } from './filters.ts';

const { saved } = COMPLAINT_COPY;
const FILTERS = z.object({ items: z.array(savedFilter) });
const PAGE = 'complaints';
const NAME_MAX = 40;

interface SavedFiltersProps {
  readonly filters: Filters;
  readonly choose: (query: Readonly<Record<string, string>>) => void;
}

/** One's own filters: to choose, to keep the present one, to forget one. */
export function SavedFilters({ filters, choose }: SavedFiltersProps) {
  const { message } = App.useApp();
  const [isNaming, setNaming] = useState(false);
  const loaded = useRequest('saved-filters', (signal) =>
    call({ path: '/saved-filters', query: { page: PAGE }, answer: FILTERS, signal }),
  );
  const items = loaded.data?.items ?? [];
  const remove = useAction(async (id: string) => {
    await call({ method: 'DELETE', path: path`/saved-filters/${id}`, answer: NO_CONTENT });
    void message.success(saved.removed);
    loaded.reload();
  });
  const save = useAction(async (name: string) => {
    const query = { view: filters.view, ...filters.values };
    const body = savedFilterInput.parse({ page: PAGE, name, query });
    await call({ method: 'PUT', path: '/saved-filters', body, answer: NO_CONTENT });
    void message.success(saved.done);
    setNaming(false);
    loaded.reload();
  });
  const entries = items.map(({ id, name, query }) => ({
    key: id,
    label: (
      <Flex justify="space-between" gap={16} align="center">
        {name}
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={saved.remove(name)}
          onClick={(event) => {
            event.stopPropagation();
            // Never rejects.
            void remove.run(id);
          }}
        />
      </Flex>
    ),
    onClick: () => choose(query),
  }));
  const none = { key: 'none', label: saved.none, disabled: true };
  const keep = { key: 'save', label: saved.save, onClick: () => setNaming(true) };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items: [...(entries.length === 0 ? [none] : entries), { type: 'divider' }, keep] }}
      >
        <Button icon={<StarOutlined />}>{saved.title}</Button>
      </Dropdown>
      {isNaming && (
        <NameDialog isBusy={save.isBusy} close={() => setNaming(false)} save={save.run} />
      )}
    </>
  );
}

interface NameDialogProps {
  readonly isBusy: boolean;
  readonly close: () => void;
  readonly save: (name: string) => Promise<boolean>;
}

function NameDialog({ isBusy, close, save }: NameDialogProps) {
  const [name, setName] = useState('');
  const isEmpty = name.trim() === '';
  const submit = (): void => {
    // Never rejects: what goes wrong is told.
    if (!isEmpty) void save(name.trim());
  };
  return (
    <Modal
      open
      title={saved.save}
      okText={ACTION_COPY.save}
      cancelText={ACTION_COPY.cancel}
      okButtonProps={{ disabled: isEmpty }}
      confirmLoading={isBusy}
      onOk={submit}
      onCancel={close}
    >
      <Input
        autoFocus
        aria-label={saved.name}
        maxLength={NAME_MAX}
        placeholder={saved.nameHint}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit();
        }}
      />
    </Modal>
  );
}
