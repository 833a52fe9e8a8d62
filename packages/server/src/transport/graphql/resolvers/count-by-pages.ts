import type { Page } from '../../../usecases/application.ts';

const LARGEST_PAGE = 100;

/** Counts a list by walking it. For lists that people keep, which are short; long ones have a count of their own. */
export async function countByPages(
  read: (page: { first: number; after: string | null }) => Promise<Page<unknown>>,
): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ; ) {
    const page: Page<unknown> = await read({ first: LARGEST_PAGE, after });
    count += page.rows.length;
    after = page.cursors.at(-1) ?? null;
    if (!page.hasNextPage || after === null) return count;
  }
}
