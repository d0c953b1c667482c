/** What `GET /api/plays/texts` answers with, as does every change of a text. */
export interface LibraryPageData {
  texts: ListedText[];
  /** Texts that no play takes any more, with their ratings; `shown` is `null`. */
  unused: ListedText[];
  mayChange: boolean;
  /** Who may change plays and texts: names, or addresses where HubSpot knows no name. */
  whoMay: { admins: string[]; marketing: string[] };
  mergeFields: string[];
  /** The roles by the names they have in this account. */
  roles: { value: string; label: string }[];
  /** Where target accounts are: what texts are wanted for. */
  places: { stage: string; /** HubSpot's value. */ industry: string | null; accounts: number }[];
  /** Those that companies have, as HubSpot writes them. */
  industries: string[];
  /** The text that is lacking at most accounts where a play is due that looks for one; `null` where none is. */
  mostWanted: { role: string | null; stage: string; channel: string; accounts: number } | null;
  /** The account that texts are shown for, by company id; `null` where none holds a tier. */
  sample: string | null;
  samples: { value: string; label: string }[];
}

/** How a text reads at an account. */
export interface ShownText {
  /** To whom; `null` where nobody is known in the role. */
  to: string | null;
  /** With every merge field that is known filled in. */
  text: string;
  /** Whether all of it is filled in: otherwise no step of a play takes the text there. */
  resolves: boolean;
  /** The merge fields that are not known. */
  unknown: string[];
  /** In what the account is another than those the text is made for: no play takes it there. */
  misfits: ('stage' | 'industry')[];
}

export interface ListedText extends Omit<TextData, 'archived'> {
  textId: string;
  /** At the account that texts are shown for. */
  shown: ShownText | null;
  /** Of those who used it, how many found it helpful. */
  ratings: { successes: number; n: number };
}

/** What an admin writes of a text; `null` fits any. At least one of role, stage and industry is given. */
export interface TextData {
  role: string | null;
  stage: string | null;
  industry: string | null;
  channel: string;
  title: string;
  text: string;
  /** Taken out of the library. */
  archived: boolean;
}
