import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { CertificateRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { CertificateFilter } from '../inputs/requests.ts';
import { connection } from '../types/common.ts';
import { CertificateConnection, CertificateRequestType, CertificateType } from '../types/requests.ts';
import { countByPages } from './count-by-pages.ts';

@Resolver(() => CertificateType)
export class CertificatesResolver {
  @Query(() => CertificateConnection, {
    description: 'Members of the organization. Those that expire first come first.',
  })
  async certificates(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('filter', () => CertificateFilter, { nullable: true }) filter: CertificateFilter | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.certificates(principalOf(context), organizationId, filter ?? null, page);
    return connection(
      await read({ first, after }),
      (row) => row,
      info,
      () => countByPages(read),
    );
  }

  @FieldResolver(() => String, { description: 'Lower-case hex.' })
  serialNumber(@Root() certificate: CertificateRow): string {
    return certificate.serial;
  }

  @FieldResolver(() => String)
  pem(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext): string {
    return context.app.queries.certificatePem(certificate);
  }

  @FieldResolver(() => String, { description: 'The issuing CA and its root, PEM.' })
  chainPem(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext): Promise<string> {
    return context.app.queries.chainPem(certificate.certificateAuthorityId);
  }

  @FieldResolver(() => CertificateRequestType, { nullable: true })
  request(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.request(principalOf(context), certificate.requestId);
  }
}
