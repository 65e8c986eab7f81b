#!/usr/bin/env node
console.error("Palier is not built yet. Run: npm start");
