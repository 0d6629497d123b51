/** Name under which an edition's signed decision is fetched. */
export const DECISION_FILE = "decision.pdf"
/** Name of the annex at a place, from 0, where annexes are files of their own. */
export const annexFile = (index: number): string => `annex-${index + 1}.pdf`
