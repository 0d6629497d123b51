/** A position as running text writes it: documents print `PHÓ CHỦ TỊCH`, text says `Phó Chủ tịch`. */
export const positionInText = (position: string): string => {
  const words = position.toLocaleLowerCase("vi").replace("chủ tịch", "Chủ tịch")
  return words.charAt(0).toLocaleUpperCase("vi") + words.slice(1)
}
