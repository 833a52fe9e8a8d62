import type { PlatformRole } from '../domain/actor.ts';
import type { ApiTokenRow, InvitationRow, SessionRow } from './ports.ts';

/** Who holds a role on the platform, and how every organization's authority stands: of one moment. */
export interface PlatformPeople {
  /** Of the platform itself: raised by every change of a platform role and of who is disabled. */
  readonly authority: number;
  readonly people: readonly {
    readonly id: string;
    readonly platformRole: PlatformRole;
    /** Has a password, and is not disabled. */
    readonly canSignIn: boolean;
  }[];
  readonly heads: readonly { readonly organizationId: string; readonly authority: number }[];
}

/** What commands on people decide on. */
export interface PeopleReads {
  /** Neither ended nor expired; the one seen last comes first. */
  openSessions(userId: string, now: Date): Promise<SessionRow[]>;
  apiToken(id: string): Promise<ApiTokenRow | null>;
  /** Tokens that a person created in an organization and that are not revoked. */
  standingTokens(organizationId: string, userId: string): Promise<ApiTokenRow[]>;
  /** One-time links of a person that nobody has followed and that no newer one has replaced, expired or not. */
  openLinks(userId: string): Promise<InvitationRow[]>;
  /** Where somebody is a member. */
  organizationsOf(userId: string): Promise<string[]>;
  platform(): Promise<PlatformPeople>;
}
