/** `remember` of the domain, remembering nothing. */
export function remember<Result>(compute: (text: string) => Result): (text: string) => Result {
  return compute;
}
