/** Trao đổi: what people say to each other about a registration beside the appraisal's remarks. Never changed, never taken away. */
export type RegistrationComment = {
  /** Drawn with the form, so that a form sent twice says it once. */
  id: string
  registrationId: string
  text: string
  /** Whom it mentions: told of it in their inbox. */
  mentions: { id: string; name: string }[]
  by: string
  byName: string
  at: Date
}

export const COMMENT_LIMITS = { text: 2000, mentions: 10, ofOneRegistration: 200 } as const

/** The user names a text mentions, each once, as they stand after `@`. */
export const mentionsIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/(?:^|[\s(,;:])@([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)/gi)].map(([, id = ""]) =>
      id.toLowerCase(),
    ),
  ),
]
