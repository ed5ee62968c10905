/** Rows of many customers, by customer, in their order. */
export function byCustomer<Row extends { readonly customer_id: string }, Item>(
  rows: readonly Row[],
  toItem: (row: Row) => Item,
): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const row of rows) {
    const items = found.get(row.customer_id);
    if (items === undefined) found.set(row.customer_id, [toItem(row)]);
    else items.push(toItem(row));
  }
  return found;
}
