/** `07`, `15`, `1234`: below ten with a leading zero (NĐ 30/2020 Phụ lục I, II.3). */
export const formatDocumentNumber = (number: number): string => String(number).padStart(2, "0")
