import { Migration } from '@mikro-orm/migrations';

/** The reasons that an organization offers for its decisions, and for asking; and names of certificates found at once. */
export class Reasons extends Migration {
  override name = '006-reasons';

  override up(): void {
    this.addSql(`create table reason (
      id text primary key,
      organization_id text not null references organization,
      kind text not null check (kind in ('APPROVE', 'REJECT', 'VOID', 'REQUEST')),
      text text not null,
      sort_order int not null,
      active boolean not null,
      created_at timestamptz not null
    )`);
    this.addSql('create index reason_organization on reason (organization_id, kind, sort_order)');
    this.addSql('create unique index reason_text on reason (organization_id, kind, lower(text)) where active');
    // Every submission and vote looks for names: what is new must not have to be searched through, one after the other.
    this.addSql('alter index certificate_names set (fastupdate = off)');
    this.addSql(`select gin_clean_pending_list('certificate_names')`);
  }
}
