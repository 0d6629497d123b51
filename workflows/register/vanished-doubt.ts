import { formatNumber } from "#models/shared/numbers.ts"

/** Share of the register that may vanish without being asked about: the list may simply have come cut short. */
const LARGEST_SHARE = 0.05

/**
 * Why a whole list is not taken because of what it lacks; null when it may be taken. More than five per cent of what is in
 * force must be known to the sender by its number.
 */
export const vanishedDoubt = (vanished: number, inForce: number, known: number | null): string | null => {
  if (vanished === 0 || vanished / inForce <= LARGEST_SHARE || vanished === known) return null
  const share = ((100 * vanished) / inForce).toLocaleString("vi-VN", { maximumFractionDigits: 1 })
  return `Tệp thiếu ${formatNumber(vanished)} trong ${formatNumber(inForce)} thủ tục đang có trong sổ (${share} %). Hãy kiểm tra tệp có bị cắt ngắn không; nếu đúng là các thủ tục ấy không còn, nhập lại tệp và ghi ${formatNumber(vanished)} vào ô “Số thủ tục không còn đã biết”.`
}
