/** The id of a field's input, from its name. */
export const fieldId = (name: string): string => `truong-${name.replaceAll(".", "-")}`
