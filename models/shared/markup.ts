const MARKUP: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** Text that stands in HTML or XML as it is. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (sign) => MARKUP[sign] ?? sign)
