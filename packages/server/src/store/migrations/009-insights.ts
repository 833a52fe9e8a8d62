import { Migration } from '@mikro-orm/migrations';

/**
 * Whether a request was pending in a range of the past: those decided long after they were asked, and few, have an index of
 * their own. All others were decided within a week, and are found by when they were.
 */
export class Insights extends Migration {
  override name = '009-insights';

  override up(): void {
    this.addSql(`create index certificate_request_slow on certificate_request (organization_id, decided_at)
      where decided_at - requested_at > interval '168 hours'`);
  }
}
