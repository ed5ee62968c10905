import { searchCustomers } from '../customers/search-customers.ts';
import { shownName } from '../desk/handoff-item.ts';
import { detailOf, type Finder, HITS_PER_KIND } from './wanted.ts';

/** Customers by name, phone, plate or any of their numbers. */
export const findCustomers: Finder = async (sql, { words }) => {
  const { items } = await searchCustomers(sql, { query: words, limit: HITS_PER_KIND });
  return items.map(({ customerNo, name, phone, plates, branch }) => ({
    kind: 'customer',
    ref: customerNo,
    title: `${name} ${customerNo}`,
    detail: detailOf([phone, ...plates, branch]),
    at: null,
  }));
};

/** Conversations by their own id, by a hand-off's, or by whom they are with; the newest first. */
export const findConversations: Finder = async (sql, { words, number, phone, prefix }) => {
  const { rows } = await sql.query<{
    id: string;
    identity_id: string;
    channel_account: string;
    customer_name: string | null;
    display_name: string | null;
    customer_no: string | null;
    last_message_at: Date;
  }>(
    `SELECT c.id, c.identity_id, c.channel_account, u.name AS customer_name, i.display_name, u.customer_no, c.last_message_at
     FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
     LEFT JOIN customers u ON u.id = i.customer_id
     WHERE c.id = $1 OR c.id IN (SELECT h.conversation_id FROM handoffs h WHERE h.id = $1)
       OR u.customer_no = $2 OR u.phone = $3 OR u.name LIKE $4 OR i.display_name LIKE $4
     ORDER BY c.last_message_at DESC, c.id LIMIT ${HITS_PER_KIND}`,
    [words, number, phone, prefix],
  );
  return rows.map((row) => ({
    kind: 'conversation',
    ref: row.id,
    title: shownName(row),
    detail: detailOf([row.customer_no, row.channel_account]),
    at: row.last_message_at,
  }));
};

/** Articles by what stands in them; those that have it in their title or their questions come first. */
export const findArticles: Finder = async (sql, { words }) => {
  const { rows } = await sql.query<{
    slug: string;
    title: string;
    status: string;
    updated_at: Date;
  }>(
    `SELECT slug, title, status, updated_at FROM knowledge_articles
     WHERE status <> 'archived' AND position(lower($1) IN lower(concat_ws(' ', slug, title, questions, body))) > 0
     ORDER BY position(lower($1) IN lower(title)) = 0, position(lower($1) IN lower(questions::text)) = 0, slug
     LIMIT ${HITS_PER_KIND}`,
    [words],
  );
  return rows.map(({ slug, title, updated_at }) => ({
    kind: 'article',
    ref: slug,
    title,
    detail: slug,
    at: updated_at,
  }));
};
