/** Why a play is dismissed, as a rep chooses it and the audit log shows it. */
export const DISMISS_WORDS = {
  not_relevant: 'Does not fit this account',
  already_doing: 'We do this already',
  wrong_person: 'Wrong person',
  bad_timing: 'Bad timing',
  other: 'Another reason',
} as const;

export type DismissReason = keyof typeof DISMISS_WORDS;
