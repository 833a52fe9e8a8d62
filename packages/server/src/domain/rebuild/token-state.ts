import { afterRecord, type Rebuilt, saysAll, saysTime, sourceOf } from './claims.ts';
import { instant } from './request-tale.ts';
import { type ToldRecord, textIn } from './told-record.ts';

export const TOKEN_RECORD_TYPES = ['token.created', 'token.revoked'] as const;

/** API tokens by id. */
export function rebuildTokens(records: readonly ToldRecord[]): Rebuilt {
  const tokens: Rebuilt = new Map();
  for (const record of records) {
    const { subjectId: id, actor, detail } = record;
    const by = sourceOf(record);
    if (record.type === 'token.revoked') {
      tokens.set(id, afterRecord(tokens.get(id), record, saysTime('revokedAt', by)));
      continue;
    }
    const columns = {
      name: detail.name,
      createdBy: actor.kind === 'user' ? actor.id : undefined,
      scopes: detail.scopes,
      environment: detail.environment,
      justification: detail.justification,
      expiresAt: instant(detail, 'expiresAt') ?? detail.expiresAt,
      revokedAt: null,
    };
    tokens.set(id, {
      thing: `API token ${textIn(detail, 'name') ?? ''} (${id})`,
      newest: by,
      claims: { ...saysAll(columns, by), ...saysTime('createdAt', by) },
    });
  }
  return tokens;
}
