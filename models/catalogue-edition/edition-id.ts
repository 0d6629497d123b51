/** `2023-1/2`: the second draft frozen for the first edition of 2023. */
export const editionDraftIdOf = (editionId: string, draft: number): string => `${editionId}/${draft}`
