import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"

/** The query of a list as an address carries it to the registrations opened from it (the page is left behind). */
export const listAddress = ({ page: _, ...query }: RegistrationQuery) => query
