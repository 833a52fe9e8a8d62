import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ReasonKindEnum } from '../enums.ts';

@ObjectType('Reason', {
  description: 'An entry of the vocabulary that an organization offers for its decisions, or for asking.',
  simpleResolvers: true,
})
export class ReasonType {
  @Field(() => ID)
  id!: string;

  @Field(() => ReasonKindEnum)
  kind!: string;

  @Field(() => String)
  text!: string;

  @Field(() => Int, { description: 'Its place among those of its kind, the smallest first.' })
  sortOrder!: number;

  @Field(() => Boolean, { description: 'What is not in use any more is kept, and cannot be chosen.' })
  active!: boolean;
}
