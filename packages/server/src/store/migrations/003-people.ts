import { Migration } from '@mikro-orm/migrations';

/** One-time links for a new password, of which only the newest works; and the lists of people, tokens and sessions. */
export class People extends Migration {
  override name = '003-people';

  override up(): void {
    for (const statement of [...links, ...lists]) this.addSql(statement);
  }
}

const links = [
  'alter table invitation drop constraint invitation_kind_check',
  `alter table invitation add constraint invitation_kind_check check (kind in ('SETUP', 'MEMBER', 'RESET'))`,
  'create unique index invitation_open on invitation (user_id, kind) where used_at is null and user_id is not null',
];

const lists = [
  'create index api_token_creator on api_token (organization_id, created_by, id)',
  'create index app_user_platform on app_user (id) where platform_role is not null',
  'create index app_user_email_beginning on app_user (lower(email) text_pattern_ops)',
  'create index app_user_name_beginning on app_user (lower(name) text_pattern_ops)',
];
