export const MIN_JUSTIFICATION = 10;
export const MAX_JUSTIFICATION = 4096;

export interface JustificationHint {
  readonly label: string;
  readonly found: boolean;
}

const WHEN =
  /\b(until|till|from|since|before|after|by|on|permanent(ly)?|temporar(y|ily)|today|tomorrow|week(s|ly)?|months?|quarter|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|june?|july?|aug(ust)?|sep(tember)?|oct(ober)?|nov(ember)?|dec(ember)?|(mon|tues|wednes|thurs|fri|satur|sun)day|20\d\d)\b/i;
const TICKET = /\b[A-Z][A-Z0-9]+-\d+\b|#\d+|\bhttps?:\/\/\S+/;
const CHANGE =
  /\b(new|cut-?over|deploy(ment|ing|ed)?|mov(e|es|ing)|migrat(e|es|ing|ion)|replac(e|es|ing)|renew(s|al|ing)?|rotat(e|es|ion|ing)|launch(es|ing)?|add(s|ing)?|switch(es|ing)?|roll-?out|upgrad(e|es|ing)|chang(e|es|ing)|expir(e|es|ing)|set(ting)? up|test(s|ing)?)\b/i;
const AFFECTED =
  /\b(users?|customers?|partners?|clients?|teams?|everyone|nobody|services?|outage|down(time)?|blocked?|fails?|stops?|affect(s|ed)?|depends?|otherwise)\b/i;

/** What an approver looks for in a justification, and whether the text seems to say it. Advice only; nothing is refused for it. */
export function justificationHints(text: string): readonly JustificationHint[] {
  return [
    { label: 'What changes', found: CHANGE.test(text) },
    { label: 'From or until when', found: WHEN.test(text) },
    { label: 'A ticket', found: TICKET.test(text) },
    { label: 'Who is affected if it is refused', found: AFFECTED.test(text) },
  ];
}

/** Length as the server counts it: characters (code points) after trimming. */
export const justificationLength = (text: string): number => [...text.trim()].length;
