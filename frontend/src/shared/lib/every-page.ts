interface Page<Row> {
  next?: string | null;
  results: Row[];
}

/** All rows of a numbered list, for the lists that are shown whole. */
export async function everyPage<Row>(fetchPage: (page: number) => Promise<Page<Row>>) {
  const rows: Row[] = [];
  for (let page = 1, more = true; more; page += 1) {
    const { next, results } = await fetchPage(page);
    rows.push(...results);
    more = Boolean(next);
  }
  return rows;
}
