import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type GraphqlContext, principalOf } from '../context.ts';
import { userErrorOf } from '../errors.ts';
import {
  ApproveRequestInput,
  AttachCsrInput,
  CollectKeyInput,
  CommentOnRequestInput,
  ConfirmKeyInput,
  DecideRequestsInput,
  RejectRequestInput,
  RetryIssuanceInput,
  RevokeCertificateInput,
  SubmitRequestInput,
  VoidRequestInput,
  WithdrawRequestInput,
} from '../inputs/requests.ts';
import {
  ApproveRequestPayload,
  AttachCsrPayload,
  CollectKeyPayload,
  CommentOnRequestPayload,
  ConfirmKeyPayload,
  DecideRequestsPayload,
  RejectRequestPayload,
  RetryIssuancePayload,
  RevokeCertificatePayload,
  SubmitRequestPayload,
  VoidRequestPayload,
  WithdrawRequestPayload,
} from '../payloads.ts';
import { commentView } from '../views.ts';
import { answer } from './answer.ts';

@Resolver()
export class DecisionsResolver {
  @Mutation(() => SubmitRequestPayload, {
    description: 'Whoever a trust profile lets ask. The same submission again answers with the first request.',
  })
  submitRequest(@Arg('input', () => SubmitRequestInput) input: SubmitRequestInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const { request } = await context.app.commands.submitRequest(principalOf(context), input);
      return { request };
    });
  }

  @Mutation(() => ApproveRequestPayload, {
    description:
      'Admins, and operators who are admins of its profile; never for a request of their own, unless its profile allows that.',
  })
  approveRequest(@Arg('input', () => ApproveRequestInput) input: ApproveRequestInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      request: await context.app.commands.approveRequest(principalOf(context), input),
    }));
  }

  @Mutation(() => RejectRequestPayload, {
    description: 'Whoever can approve it; always with a reason. One rejection ends a request.',
  })
  rejectRequest(@Arg('input', () => RejectRequestInput) input: RejectRequestInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      request: await context.app.commands.rejectRequest(principalOf(context), input),
    }));
  }

  @Mutation(() => VoidRequestPayload, {
    description: 'Admins, as long as no certificate is issued; always with a reason.',
  })
  voidRequest(@Arg('input', () => VoidRequestInput) input: VoidRequestInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      request: await context.app.commands.voidRequest(principalOf(context), input),
    }));
  }

  @Mutation(() => WithdrawRequestPayload, { description: 'Whoever asked, as long as no certificate is issued.' })
  withdrawRequest(
    @Arg('input', () => WithdrawRequestInput) input: WithdrawRequestInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      request: await context.app.commands.withdrawRequest(principalOf(context), input),
    }));
  }

  @Mutation(() => CommentOnRequestPayload, { description: 'Members who see it and may more than read.' })
  commentOnRequest(
    @Arg('input', () => CommentOnRequestInput) input: CommentOnRequestInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const request = await context.app.commands.commentOnRequest(principalOf(context), input);
      const comment = (await context.app.queries.comments(request.id)).at(-1);
      return { request, comment: comment === undefined ? null : commentView(comment) };
    });
  }

  @Mutation(() => DecideRequestsPayload, {
    description:
      'Whoever can decide them. Up to 100 requests, each decided and answered for itself, in their order; one that is named twice is answered twice.',
  })
  decideRequests(@Arg('input', () => DecideRequestsInput) input: DecideRequestsInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const answers = await context.app.commands.decideRequests(principalOf(context), input);
      return {
        results: answers.map(({ requestId, request, error }) => {
          const userError = error === null ? null : userErrorOf(error);
          if (error !== null && userError === null) throw error;
          return { requestId, request, userErrors: userError === null ? [] : [userError] };
        }),
      };
    }).then((answered) => ({ results: [], ...answered }));
  }

  @Mutation(() => AttachCsrPayload, { description: 'Whoever asked, for an approved request that waits for its CSR.' })
  attachCsr(@Arg('input', () => AttachCsrInput) input: AttachCsrInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({ request: await context.app.commands.attachCsr(principalOf(context), input) }));
  }

  @Mutation(() => CollectKeyPayload, {
    description:
      'Whoever asked, for the private key that the server made; again within an hour of the first time. Each handing out is recorded.',
  })
  collectKey(@Arg('input', () => CollectKeyInput) input: CollectKeyInput, @Ctx() context: GraphqlContext) {
    return answer(input, () => context.app.commands.collectKey(principalOf(context), input));
  }

  @Mutation(() => ConfirmKeyPayload, {
    description: 'Whoever asked, once they have the key safely: it is destroyed here.',
  })
  confirmKey(@Arg('input', () => ConfirmKeyInput) input: ConfirmKeyInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({ request: await context.app.commands.confirmKey(principalOf(context), input) }));
  }

  @Mutation(() => RetryIssuancePayload, { description: 'Whoever can approve it, after issuing failed.' })
  retryIssuance(@Arg('input', () => RetryIssuanceInput) input: RetryIssuanceInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      request: await context.app.commands.retryIssuance(principalOf(context), input),
    }));
  }

  @Mutation(() => RevokeCertificatePayload, {
    description: 'Whoever can decide on its profile, and whoever asked for it. For good.',
  })
  revokeCertificate(
    @Arg('input', () => RevokeCertificateInput) input: RevokeCertificateInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      certificate: await context.app.commands.revokeCertificate(principalOf(context), input),
    }));
  }
}
