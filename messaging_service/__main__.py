from shared.manage import main

main("messaging_service")
