import { App, Form, Input, Select } from 'antd';
import { z } from 'zod';
import { article, articleInput, articleParams } from '../../../../server/contract/knowledge.ts';
import { call, path } from '../../api.ts';
import { KNOWLEDGE_COPY } from '../../copy-admin/find.ts';
import { ARTICLE_CATEGORIES } from '../../copy-admin/labels-case.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';

interface ArticlePanelProps {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly saved: (slug: string) => void;
  /** The one to change; a new one when absent. */
  readonly article?: z.infer<typeof article>;
}

/** One line of a text area is one entry. */
const lines = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
const formSchema = z.object({
  slug: articleParams.shape.slug,
  title: articleInput.shape.title,
  category: articleInput.shape.category,
  questions: lines.pipe(articleInput.shape.questions),
  body: articleInput.shape.body,
  basis: articleInput.shape.basis,
  keywords: lines.pipe(articleInput.shape.keywords.unwrap()),
});
const CATEGORIES = articleInput.shape.category.options.map((value) => ({
  value,
  label: ARTICLE_CATEGORIES[value],
}));
const HINTS = {
  slug: KNOWLEDGE_COPY.slugHint,
  title: KNOWLEDGE_COPY.titleHint,
  questions: KNOWLEDGE_COPY.questionsHint,
  body: KNOWLEDGE_COPY.bodyHint,
};

/** Writes an article. It is a draft until somebody else publishes it. */
export function ArticlePanel({ isOpen, close, saved, article: before }: ArticlePanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: formSchema,
    hints: HINTS,
    save: async ({ slug, ...text }) => {
      await call({
        method: 'PUT',
        path: path`/knowledge/${slug}`,
        body: before === undefined ? text : { ...text, version: before.version },
        answer: article,
      });
      // The toast is told, not waited for.
      void message.success(KNOWLEDGE_COPY.createdDraft);
      close();
      saved(slug);
    },
  });
  const initial =
    before === undefined
      ? {}
      : {
          ...before,
          basis: before.basis ?? '',
          questions: before.questions.join('\n'),
          keywords: before.keywords.join('\n'),
        };
  return (
    <FormPanel
      title={before === undefined ? KNOWLEDGE_COPY.create : KNOWLEDGE_COPY.edit}
      isOpen={isOpen}
      close={close}
      form={form}
      saving={saving}
      initialValues={initial}
      width={720}
    >
      <Form.Item name="slug" label={KNOWLEDGE_COPY.slug} extra={KNOWLEDGE_COPY.slugHint}>
        <Input maxLength={80} disabled={before !== undefined} />
      </Form.Item>
      <Form.Item name="title" label={KNOWLEDGE_COPY.title} extra={KNOWLEDGE_COPY.titleHint}>
        <Input maxLength={20} showCount />
      </Form.Item>
      <Form.Item name="category" label={KNOWLEDGE_COPY.category}>
        <Select options={CATEGORIES} />
      </Form.Item>
      <Form.Item
        name="questions"
        label={KNOWLEDGE_COPY.questions}
        extra={KNOWLEDGE_COPY.questionsHint}
      >
        <Input.TextArea rows={4} />
      </Form.Item>
      <Form.Item name="body" label={KNOWLEDGE_COPY.body} extra={KNOWLEDGE_COPY.bodyHint}>
        <Input.TextArea rows={8} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="basis" label={KNOWLEDGE_COPY.basis} extra={KNOWLEDGE_COPY.basisHint}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="keywords"
        label={KNOWLEDGE_COPY.keywords}
        extra={KNOWLEDGE_COPY.keywordsHint}
      >
        <Input.TextArea rows={3} />
      </Form.Item>
    </FormPanel>
  );
}
