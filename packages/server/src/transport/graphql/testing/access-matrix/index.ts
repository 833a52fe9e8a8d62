import { accounts } from './accounts.ts';
import { ledger } from './ledger.ts';
import type { Area } from './matrix.ts';
import { notifications } from './notifications.ts';
import { people } from './people.ts';
import { profiles } from './profiles.ts';
import { reasons } from './reasons.ts';
import { requests } from './requests.ts';
import { webhooks } from './webhooks.ts';

export const AREAS: readonly Area[] = [accounts, people, profiles, requests, reasons, ledger, notifications, webhooks];
