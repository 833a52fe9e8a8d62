import { Migration } from '@mikro-orm/migrations';

/** When a token was last used, and the way to what was retired and to who was disabled. */
export class AdminScreens extends Migration {
  override name = '012-admin-screens';

  override up(): void {
    this.addSql('alter table api_token add column last_used_at timestamptz');
    this.addSql('create index trust_profile_retired on trust_profile (organization_id, id) where not active');
  }
}
