import type { JsonObject } from './audit-record-types.ts';
import type { CheckOutcome, PolicyCheck } from './policy-check.ts';

/** As many bytes of an explanation as a record keeps: what was asked, however long, must have room beside it. */
const LONGEST_RECORDED = 240;

/**
 * The checks as the record of a submission or vote keeps them: what failed, warned and deserved a look, each `rule: why`,
 * and how many passed. Lists of texts keep records alike, which is what verifying them fast rests on.
 */
export function checksAsRecord(checks: readonly PolicyCheck[]): JsonObject {
  const said = (kind: PolicyCheck['kind'], outcome: CheckOutcome): string[] =>
    checks
      .filter((check) => check.kind === kind && check.outcome === outcome)
      .map((check) => cutShort(`${check.rule}: ${check.explanation}`));
  return {
    failed: said('RULE', 'FAIL'),
    passed: checks.filter(({ outcome }) => outcome === 'PASS').length,
    signals: said('SIGNAL', 'WARN'),
    warned: said('RULE', 'WARN'),
  };
}

function cutShort(text: string): string {
  if (Buffer.byteLength(text) <= LONGEST_RECORDED) return text;
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > LONGEST_RECORDED) break;
    kept += character;
  }
  return `${kept}…`;
}
