import { useQuery } from 'urql';
import { FirstStepsDoneDocument } from '../gql/generated/graphql.ts';
import { useSession } from '../lib/session.ts';
import { PLACES, type Place } from './places.ts';

/** The places that whoever is signed in is shown: the first steps only to those who take them, and until they are taken. */
export function usePlaces(): readonly Place[] {
  const { current, platformRole, person } = useSession();
  const manages = platformRole !== null || current?.organization.viewerCanManage.allowed === true;
  const organizationId = current?.organization.id ?? null;
  const [{ data }] = useQuery({
    query: FirstStepsDoneDocument,
    variables: { organizationId: organizationId ?? '' },
    pause: !manages || organizationId === null,
    requestPolicy: 'cache-first',
  });
  const isSetUp =
    data !== undefined &&
    data.trustProfiles.totalCount > 0 &&
    data.devices.totalCount > 0 &&
    data.members.nodes.some(({ user }) => user.id !== person.id);
  // Until it is known, nothing is shown that would go again.
  const takesSteps = manages && (organizationId === null || (data !== undefined && !isSetUp));
  const places: readonly Place[] = PLACES;
  return places.filter(({ until }) => until === undefined || takesSteps);
}
