import { Empty, Input } from 'antd';
import { path } from '../../api.ts';
import { CLAIM_COPY } from '../../copy-admin/find.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import type { PageProps } from '../../page-props.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { navigate } from '../../router.tsx';
import { ClaimView } from './claim-view.tsx';

/** A claim by its number. The list of claims is the core system's; here one is looked up. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <Find /> : <ClaimView key={rest} claimNo={rest} />;
}

function Find() {
  return (
    <PageFrame title={PAGE_TITLES.claims}>
      <Input.Search
        autoFocus
        allowClear
        size="large"
        enterButton={CLAIM_COPY.find}
        maxLength={64}
        placeholder={CLAIM_COPY.hint}
        aria-label={CLAIM_COPY.hint}
        style={{ maxWidth: 640, marginBottom: 16 }}
        onSearch={(text) => {
          if (text.trim() !== '') navigate(path`/claims/${text.trim()}`);
        }}
      />
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={CLAIM_COPY.start} />
    </PageFrame>
  );
}
