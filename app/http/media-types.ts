/** Media types of office files (ECMA-376). */
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
