/** What `GET /api/plays/texts` answers with, as does every change of a text. */
export interface LibraryPageData {
  texts: ListedText[];
  mayChange: boolean;
  askWhom: string | null;
  mergeFields: string[];
  /** The roles by the names they have in this account. */
  roles: { value: string; label: string }[];
}

export interface ListedText extends Omit<TextData, 'archived'> {
  textId: string;
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
